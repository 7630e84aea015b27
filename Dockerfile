# Front-end packages, as package-lock.json names them.
FROM node:22.21.1-bookworm-slim@sha256:25b3eb23a00590b7499f2a2ce939322727fcce1b15fdd69754fcd09536a3ae2c AS node
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

# Python packages from the hashed lock, and every static file, compressed and named by its content.
FROM python:3.13.9-slim-bookworm@sha256:b685a4fa58bb19d1814d78a1ec0f0208f351452724f78b20212c984d6e124a34 AS build
ENV UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY requirements/tools.txt requirements/app.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/tools.txt \
    && python -m venv --without-pip /venv \
    && uv pip install --no-cache --compile-bytecode --python /venv/bin/python \
        --require-hashes -r requirements/app.txt
COPY . .
COPY --from=node /app/node_modules node_modules
RUN python -m scripts.frontend \
    && DEBUG=false SECRET_KEY=collecting-only STATIC_ROOT=/app/staticfiles \
        /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules \
    && /venv/bin/python -m compileall -q .

FROM python:3.13.9-slim-bookworm@sha256:b685a4fa58bb19d1814d78a1ec0f0208f351452724f78b20212c984d6e124a34
# Nothing is installed here any more, so that no pip is left to grow old.
RUN pip uninstall --yes --quiet --root-user-action=ignore pip \
    && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin jobtracker \
    && install --directory --owner=jobtracker --group=jobtracker /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBUG=false \
    DATA_DIR=/data \
    STATIC_ROOT=/app/staticfiles
USER 10001:10001
VOLUME /data
EXPOSE 8000
# No HEALTHCHECK: the worker and the beat run from this image too; docker-compose.yml has one each.
# gunicorn.conf.py says the rest.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
