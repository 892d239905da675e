using System.Text.Encodings.Web;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Backchannel.Web.Access;

/// <summary>Asks a hub in another process who asks. A good answer stands for a few seconds, so that one page is one question.</summary>
sealed class WebCallerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, HubClient hub, IMemoryCache known)
    : CallerHandler(options, logger, encoder)
{
    static readonly TimeSpan StandsFor = TimeSpan.FromSeconds(5);

    protected override async Task<Caller?> Find(string token)
    {
        if (known.TryGetValue((typeof(WebCallerHandler), token), out Caller? caller)) return caller;
        try
        {
            caller = await hub.Me(token, Context.RequestAborted);
        }
        catch (Exception failure) when (HubClient.IsTrouble(failure, Context.RequestAborted))
        {
            throw new HubAwayException("The hub does not answer, and only it knows who signed in.", failure);
        }
        return caller is null ? null : known.Set((typeof(WebCallerHandler), token), caller, StandsFor);
    }
}
