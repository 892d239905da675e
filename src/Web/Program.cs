using Backchannel.Contracts;
using Backchannel.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddBackchannelDefaults();
builder.Services.AddWeb(builder.Configuration);

var app = builder.Build();
app.MapWeb();
app.MapBackchannelHealth();
await app.RunAsync();
