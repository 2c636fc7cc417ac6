# The sandbox as a container. Build the wheel first: python -m build --wheel
FROM python:3.13-slim

RUN useradd --create-home --uid 1000 sandbox
COPY dist/*.whl /wheels/
RUN wheel="$(ls /wheels/*.whl)" && pip install --no-cache-dir "$wheel[sandbox]"

USER sandbox
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/_sandbox/health', timeout=2)"]
ENTRYPOINT ["python", "-m", "codatsyncexpenses.sandbox"]
CMD ["serve", "--host", "0.0.0.0", "--log", "json"]
