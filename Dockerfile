FROM python:3.12-slim-bookworm AS build
WORKDIR /site
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY . .
RUN /venv/bin/python manage.py compilemessages

FROM python:3.12-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data HOST=0.0.0.0 PORT=8000
# The letters on the pictures that go with links.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home site && install -d -o site -g site /data
COPY --from=build /venv /venv
COPY --from=build /site /site
WORKDIR /site
USER site
VOLUME /data
EXPOSE 8000
CMD ["python", "manage.py", "start"]
