# Two images. Both carry the jar that the build has made, so build that first:
#
#   mvn -q -B -DskipTests package -pl :threadleak-agent -am
#
# demo, the default: the demo service with the agent in it; service on 8080, agent on 9847.
#
#   docker build -t threadleak-demo .
#   docker run --rm -p 127.0.0.1:8080:8080 -p 127.0.0.1:9847:9847 threadleak-demo
#   curl http://127.0.0.1:9847/api/v1/report
#
# agent: nothing but the agent's jar and a cp, for an init container that puts the jar on a volume
# (mounted at /target, unless the command is given another place):
#
#   docker build --target agent -t threadleak-agent .
#   docker run --rm -v "$volume":/target threadleak-agent
#
# The service's container then mounts the volume, at /threadleak for instance, and has
# JAVA_TOOL_OPTIONS=" -javaagent:/threadleak/threadleak.jar" in its environment.
#
# buildah takes the same file: buildah bud --format docker --target agent .
# (the OCI format has no health check). scripts/verify-images tests both images that way.

FROM busybox:1.37 AS agent
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="threadleak agent" \
      org.opencontainers.image.description="Carries threadleak.jar for an init container" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.base.name="docker.io/library/busybox:1.37"
# Readable for whichever user the service runs as.
COPY --chmod=0644 agent/target/threadleak.jar /threadleak.jar
USER 65532:65532
CMD ["cp", "/threadleak.jar", "/target/threadleak.jar"]

FROM eclipse-temurin:17-jre AS demo
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="threadleak demo" \
      org.opencontainers.image.description="A service that leaks threads, watched by threadleak" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:17-jre"
COPY --from=agent /threadleak.jar /opt/threadleak/threadleak.jar
# The agent's own options, each to be overridden with -e. It listens beyond loopback only because it
# is told to: what publishes the port decides who may see it.
ENV THREADLEAK_HOST=0.0.0.0 \
    THREADLEAK_OPEN_TO_NETWORK=on \
    THREADLEAK_PORT=9847 \
    THREADLEAK_INTERVAL=1s
USER 65532:65532
EXPOSE 8080 9847
# By bash alone, which the base has: no curl there, and no second JVM every ten seconds.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${THREADLEAK_PORT} && printf 'GET /-/healthy HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 2 protocol status rest <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-javaagent:/opt/threadleak/threadleak.jar", "-cp", "/opt/threadleak/threadleak.jar", "io.threadleak.demo.DemoService"]
CMD ["--host", "0.0.0.0", "--port", "8080"]
