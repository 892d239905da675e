using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Backchannel.StandIns;

static class Cutting
{
    /// <summary>
    /// Breaks the connection off behind all that was written to it, and waits until it has. <see cref="HttpContext.Abort"/> would reset it at once, and
    /// what the server has not sent by then, though it was flushed, would never be.
    /// </summary>
    public static async Task Cut(this HttpContext context)
    {
        await context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output.CompleteAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
