# syntax=docker/dockerfile:1
# One image for each process, and one with all three in it:
#   docker build --target standalone -t backchannel .
#   docker run -p 5080:8080 -v backchannel:/data backchannel --hashtag yourconf

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS sources
WORKDIR /repository
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/

FROM sources AS build-ingest
RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish src/Ingest --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --output /app

FROM sources AS build-hub
RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish src/Hub --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --output /app

FROM sources AS build-web
RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish src/Web --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --output /app

FROM sources AS build-standalone
RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish src/Standalone --configuration Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base
WORKDIR /app
# The image brings a user without rights; the folder must be that user's before a volume is laid over it.
RUN mkdir /data && chown "$APP_UID" /data
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:8080 \
    BACKCHANNEL__DATA=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
# The image has no curl, but bash speaks TCP.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

FROM base AS ingest
COPY --from=build-ingest /app ./
ENTRYPOINT ["dotnet", "Backchannel.Ingest.dll"]

FROM base AS hub
COPY --from=build-hub /app ./
ENTRYPOINT ["dotnet", "Backchannel.Hub.dll"]

FROM base AS web
COPY --from=build-web /app ./
ENTRYPOINT ["dotnet", "Backchannel.Web.dll"]

FROM base AS standalone
COPY --from=build-standalone /app ./
ENTRYPOINT ["dotnet", "Backchannel.Standalone.dll"]
