# shellcheck shell=bash
# Sourced by scripts/setup.sh: the other systems that `make test-systems` tries the
# checker in. Each is installed once: Debian's packages by apt, Python's into an
# environment of their own under the cache.

# A Python environment with what a list of requirements names, made anew when the list changes.
python_environment() { # name requirements
  local place="$CACHE/systems/$1"
  cmp -s "$2" "$place/.requirements" && return
  say "pip install -r $2 (once)"
  python3 -c 'import ensurepip' 2>/dev/null || apt_install python3 python3-venv
  rm -rf "$place"
  { python3 -m venv "$place" && "$place/bin/pip" install --disable-pip-version-check -r "$2"; } \
    >"$CACHE/$1.log" 2>&1 || die "pip install -r $2 failed, see $CACHE/$1.log"
  cp "$2" "$place/.requirements"
}

# Debian packages of which a file is missing.
debian_packages() { # file package...
  local file="$1"
  shift
  [ -e "$file" ] || apt_install "$@"
}

# Two checkouts may set up at once: the second finds what the first installed.
mkdir -p "$CACHE/systems"
exec 8>"$CACHE/systems/.lock"
flock 8

python_environment django tests/systems/requirements.txt
python_environment many tests/systems/many.txt
python_environment files tests/systems/files.txt

# Spark runs on Java.
debian_packages /usr/bin/java default-jre-headless

# Programs that write Word and Excel files.
python_environment office tests/systems/office/requirements.txt
debian_packages /usr/bin/soffice libreoffice-writer-nogui libreoffice-calc-nogui

# WordPress needs a web server by its package: this one starts nothing by itself.
debian_packages /usr/share/wordpress/wp-load.php wordpress wordpress-theme-twentytwentythree micro-httpd
debian_packages /usr/bin/php php-cli php-mysql
# XML-RPC is read by an extension of its own.
php -m | grep -qx xml || apt_install php-xml
debian_packages /usr/sbin/mariadbd mariadb-server-core mariadb-client-core

exec 8>&-
