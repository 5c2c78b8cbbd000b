"""Where Alembic meets the register: it runs in the connection that `migrate.upgrade` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    from accord.register.postgres.engine import add_functions

    add_functions(connection)
context.configure(connection=connection, transactional_ddl=False)
context.run_migrations()
