@echo off
rem Run accord as it was installed beside this file.
if not exist "%~dp0program\Scripts\python.exe" (
    echo accord is not installed yet: double-click on install.cmd 1>&2
    exit /b 3
)
"%~dp0program\Scripts\python.exe" -X utf8 -m accord %*
