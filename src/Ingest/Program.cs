using Backchannel.Contracts;
using Backchannel.Ingest;

return await ProcessStart.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddBackchannelDefaults();
    builder.Services.AddIngest(builder.Configuration);
    builder.Services.AddBackchannelBus(builder.Configuration, IngestSetup.AddIngestConsumers);

    var app = builder.Build();
    app.MapBackchannelHealth();
    return app;
});
