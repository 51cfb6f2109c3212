# One image for every part; the first argument says which: server, gateway, agent, or a verb of the command line.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./yard build && cp -R target/dist/* /dist

FROM eclipse-temurin:25-jdk
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/yardmaster --create-home yardmaster
COPY --from=build /dist /opt/yardmaster/dist
COPY yard /opt/yardmaster/yard
RUN ln -s /opt/yardmaster/yard /usr/local/bin/yard && install -d -o yardmaster /opt/yardmaster/dist/users
ENV YARD_HOME=/var/lib/yardmaster YARD_DIST=/opt/yardmaster/dist
USER yardmaster
VOLUME /var/lib/yardmaster
ENTRYPOINT ["/opt/yardmaster/yard"]
