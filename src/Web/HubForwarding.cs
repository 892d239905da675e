using Backchannel.Web.Live;
using Yarp.ReverseProxy.Transforms;

namespace Backchannel.Web;

/// <summary>Where the hub is another process, the public still sees one origin.</summary>
static class HubForwarding
{
    static readonly string[] Paths = ["/api/{**rest}", "/hubs/{**rest}", "/openapi/{**rest}"];

    public static void MapHubForwarding(this WebApplication app)
    {
        if (app.Configuration[HubAddress.Setting] is not { Length: > 0 } hub) return;
        foreach (var path in Paths)
            // Set, not appended to: the hub's rate limit must not believe what a visitor claims. The host stays, for what leads back here from elsewhere.
            app.MapForwarder(path, hub, transforms => transforms.AddXForwarded(ForwardedTransformActions.Set).AddOriginalHost()).ExcludeFromDescription()
                // The hub knows who may call what.
                .AllowAnonymous();
    }
}
