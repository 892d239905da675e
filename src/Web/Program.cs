using Backchannel.Contracts;
using Backchannel.Web;
using Microsoft.AspNetCore.HttpOverrides;

return await ProcessStart.Run(() =>
{
    // Pages' files lie beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    // Un-published runs outside Development would answer 200 with empty styles and scripts.
    builder.WebHost.UseStaticWebAssets();
    builder.AddBackchannelDefaults();
    builder.Services.AddWeb(builder.Configuration);
    builder.Services.ShareProtectionKeys(builder.Configuration);

    var app = builder.Build();
    // A proxy on this machine is believed about who asks; the hub is told, for its limits.
    app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
    app.MapWeb();
    app.MapBackchannelHealth();
    return app;
});
