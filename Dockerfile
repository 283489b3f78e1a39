# Debian and Python are of the series that the tests run on. A tag can be moved: whoever wants the very same bytes adds
# the digest, which `docker buildx imagetools inspect python:3.11.16-slim-bookworm` prints. CI has no container engine:
# it carries out the instructions below by itself (.ci/image), so they keep to what it understands and refuse the rest.

FROM python:3.11.16-slim-bookworm AS build
WORKDIR /site
COPY requirements.txt .
# Without a pip of its own: nothing is installed into a site that runs.
RUN --mount=type=cache,target=/var/cache/pip \
    python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python --cache-dir /var/cache/pip install --disable-pip-version-check --requirement requirements.txt
COPY . .
# Both are made here, since the running site cannot write beside its source. DATA_DIR is elsewhere because the secret key
# that settings make there must not get into an image.
RUN DATA_DIR=/tmp/data /venv/bin/python -B manage.py compilemessages \
    && /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash esimsite guides manage.py

FROM python:3.11.16-slim-bookworm
# Fonts for the pictures that go with links; pg_dump, pg_restore and psql for backups. Debian keeps only the newest
# version of a package, with its security fixes: a pinned one could not be installed for long.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-cjk postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin site \
    && install --directory --owner=site --group=site /data /backups
COPY --from=build /venv /venv
COPY --from=build /site /site
WORKDIR /site
# The name of this release: browsers and caches know by it that pages were made by another program.
ARG RELEASE
RUN test -n "${RELEASE}" || { echo 'Say which release this is, for example --build-arg RELEASE=2026-11-21' >&2; exit 1; }
LABEL org.opencontainers.image.title="esimsite" org.opencontainers.image.version="${RELEASE}"
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data HOST=0.0.0.0 PORT=8000 RELEASE=${RELEASE}
USER 10001:10001
VOLUME /data
EXPOSE 8000
# Whether this process answers. Whether it can serve is /readyz, for the load balancer: a container is not to be restarted
# because its database is away.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["python", "-Ic", "import os, sys; from http.client import HTTPConnection as C; c = C('127.0.0.1', int(os.environ['PORT']), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
STOPSIGNAL SIGTERM
# Prepares database, content and static files, then becomes gunicorn, which gets the signals.
CMD ["python", "manage.py", "start"]
