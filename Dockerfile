# Two images: actions (catalogue, models, the bot's custom actions) and gateway (the only one
# that the world may reach). docker-compose.yml builds both.

FROM node:22-slim AS widget
WORKDIR /widget
COPY widget/package.json widget/package-lock.json widget/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY widget/ ./
RUN npm run build

FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# For the models one thread is fastest: more of them get in each other's way.
ENV OMP_NUM_THREADS=1
ENV DAOGOU_HOME=/data
RUN useradd --system --uid 1000 daogou && install --directory --owner=daogou /data
WORKDIR /daogou
VOLUME /data

FROM base AS actions
# Without a further index, pip takes the torch with CUDA in it, several GB that nothing here uses.
# PIP_EXTRA_INDEX_URL, an index of torch's wheels for the CPU, spares them:
#   docker compose build --build-arg PIP_EXTRA_INDEX_URL=... actions
ARG PIP_EXTRA_INDEX_URL
COPY requirements.lock ./
RUN pip install --requirement requirements.lock
COPY catalog/ catalog/
RUN python -m catalog weights
COPY actions/ actions/
USER daogou
ENV DAOGOU_ACTIONS_HOST=0.0.0.0
EXPOSE 5055
CMD ["python", "-m", "actions"]

FROM base AS gateway
COPY requirements.lock ./
# Only what it imports, in the versions of the lock: nothing that decodes pictures, no models.
RUN pip install --constraint requirements.lock \
    alembic fastapi httpx itsdangerous "psycopg[binary]" pydantic pydantic-settings \
    "pyjwt[crypto]" python-multipart sqlalchemy sse-starlette uvicorn
COPY gateway/ gateway/
COPY --from=widget /widget/dist widget/dist
USER daogou
ENV DAOGOU_HOST=0.0.0.0
EXPOSE 8080
CMD ["python", "-m", "gateway"]
