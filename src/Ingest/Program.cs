using Backchannel.Contracts;
using Backchannel.Ingest;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddBackchannelBus(builder.Configuration, IngestSetup.AddIngestConsumers);
builder.Services.AddIngest(builder.Configuration);

var app = builder.Build();
await app.RunAsync();
