@echo off
rem Install accord on this machine, without internet: double-click on this file, or type install.cmd
rem It looks for a Python that fits and hands over to install.py. With set ACCORD_PYTHON=C:\path\python.exe it takes that one.
setlocal
for /f "tokens=2 delims=:" %%c in ('chcp') do set page=%%c
chcp 65001 >nul
set chosen=
set present=
if defined ACCORD_PYTHON call :try "%ACCORD_PYTHON%"
for %%v in (3.13 3.12 3.14 3.11) do if not defined chosen call :try py -%%v
if not defined chosen call :try python
if not defined chosen call :try py
if not defined chosen set chosen=%present%
if not defined chosen (
    type "%~dp0python-is-missing.txt"
    set result=3
) else (
    call :run %*
)
if defined page chcp %page% >nul
if not "%~1"=="--no-pause" pause
exit /b %result%

:try
%* -X utf8 "%~dp0install.py" --fits >nul 2>nul
if not errorlevel 1 (
    set chosen=%*
    goto :eof
)
if defined present goto :eof
%* -c "import sys; sys.exit(sys.version_info < (3, 7))" >nul 2>nul
if not errorlevel 1 set present=%*
goto :eof

:run
%chosen% -X utf8 "%~dp0install.py" %*
set result=%errorlevel%
goto :eof
