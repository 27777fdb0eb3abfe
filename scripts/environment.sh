# Sourced by serve and test: a virtual environment in .venv with what is asked for, made once.
# Usage: . scripts/environment.sh; need site   (or: need dev)

set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
VENV="${KB_VENV:-$ROOT/.venv}"
# The theme's announcement is for its users' users; what we do about it is in mkdocs.yml.
export NO_MKDOCS_2_WARNING=1

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

make_venv() {
    python=$(find_python)
    [ -n "$python" ] || die "needs Python 3.11 or newer; on Debian or Ubuntu: apt install python3 python3-venv"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --clear --python "$python" "$VENV"
    else
        "$python" -c 'import ensurepip, venv' 2>/dev/null \
            || die "needs the module venv of $python; on Debian or Ubuntu: apt install python3-venv"
        "$python" -m venv --clear "$VENV"
    fi
}

# Installs into the environment; one that uv has made, which is here no more, has no pip of its own.
pip_install() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python "$VENV/bin/python" "$@"
    else
        "$VENV/bin/python" -c 'import pip' 2>/dev/null || "$VENV/bin/python" -m ensurepip >/dev/null
        "$VENV/bin/python" -m pip --disable-pip-version-check install --quiet "$@"
    fi
}

# Fills the environment from the locked requirements, every file checked by its hash.
install() {
    say "Installing what '$1' needs into $VENV (again only when dependencies change) …"
    pip_install --require-hashes -r "scripts/requirements-$1.txt"
    [ "$1" = site ] || pip_install --no-deps --no-build-isolation -e .
}

# Makes sure that the environment has an extra (site or dev; dev includes site).
need() {
    now=$(cat pyproject.toml scripts/requirements-*.txt | cksum)
    for level in "$1" dev; do
        if [ -x "$VENV/bin/python" ] && [ "$(cat "$VENV/.kb-$level" 2>/dev/null)" = "$now" ]; then
            now=
            break
        fi
    done
    if [ -n "$now" ]; then
        "$VENV/bin/python" -c '' 2>/dev/null || make_venv
        install "$1" || die "the installation failed; the lines above say why"
        printf '%s' "$now" >"$VENV/.kb-$1"
    fi
    PATH="$VENV/bin:$PATH"
    export PATH
}
