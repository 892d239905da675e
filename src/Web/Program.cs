using Backchannel.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddWeb(builder.Configuration);

var app = builder.Build();
app.MapWeb();
await app.RunAsync();
