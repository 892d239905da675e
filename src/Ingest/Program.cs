using Backchannel.Contracts;
using Backchannel.Ingest;

var builder = WebApplication.CreateBuilder(args);
builder.AddBackchannelDefaults();
builder.Services.AddIngest(builder.Configuration);
builder.Services.AddBackchannelBus(builder.Configuration, IngestSetup.AddIngestConsumers);

var app = builder.Build();
app.MapBackchannelHealth();
await app.RunAsync();
