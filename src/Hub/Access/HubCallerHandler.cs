using System.Text.Encodings.Web;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Access;

/// <summary>Looks in the archive who asks.</summary>
sealed class HubCallerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Callers callers)
    : CallerHandler(options, logger, encoder)
{
    protected override Task<Caller?> Find(string token) => callers.Find(token, Context.RequestAborted);
}
