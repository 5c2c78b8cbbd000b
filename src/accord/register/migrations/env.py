"""Where Alembic meets the register: it runs in the connection that `migrate.upgrade` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
