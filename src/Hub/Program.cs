using Backchannel.Contracts;
using Backchannel.Hub;
using Backchannel.Hub.Access;

return await ProcessStart.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddBackchannelDefaults();
    builder.Services.AddHub(builder.Configuration);
    builder.Services.ShareProtectionKeys(builder.Configuration).AddHostedService<SetupNotice>();
    builder.Services.AddBackchannelBus(builder.Configuration, HubSetup.AddHubConsumers);

    var app = builder.Build();
    app.MapHub();
    app.MapBackchannelHealth();
    return app;
});
