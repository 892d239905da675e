using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Backchannel.Hub.Here;

/// <summary>
/// How fast one visitor may post. A hall shares one address, so an address may do far more than a visitor; and a visitor is a cookie, so an
/// address must have a limit too.
/// </summary>
static class VisitorLimit
{
    /// <summary>Set by the posting page; a caller without it is one visitor per address.</summary>
    public const string Cookie = "backchannel-visitor";

    const int VisitorBurst = 5, VisitorPerMinute = 6, AddressBurst = 60, AddressPerMinute = 120;

    public static IServiceCollection AddVisitorLimit(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = Rejected;
        // The visitor's first: what it refuses takes nothing from the address that a whole hall shares.
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Limiter(Visitor, VisitorBurst, VisitorPerMinute), Limiter(Address, AddressBurst, AddressPerMinute));
    });

    public static RouteHandlerBuilder RequireVisitorLimit(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new Posting());

    static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> who, int burst, int perMinute) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => IsPosting(context)
            ? RateLimitPartition.GetTokenBucketLimiter(who(context), _ => Bucket(burst, perMinute))
            : RateLimitPartition.GetNoLimiter(""));

    // Not every POST is a post: SignalR's clients open with one, and a hall of them shares an address.
    static bool IsPosting(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Posting>() is not null;

    static string Visitor(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: > 0 and <= 64 } visitor ? $"{Address(context)} {visitor}" : Address(context);

    static string Address(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Key(address) : "";

    /// <summary>An IPv4 address in either spelling; of an IPv6 one the network, for a visitor has all of its 2⁶⁴ addresses.</summary>
    internal static string Key(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    static TokenBucketRateLimiterOptions Bucket(int burst, int perMinute) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = 0,
    };

    static async ValueTask Rejected(OnRejectedContext rejected, CancellationToken stop)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 10;
        rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem($"Too many posts in a short time: try again in {wait} s.", statusCode: StatusCodes.Status429TooManyRequests, title: "A little slower, please")
            .ExecuteAsync(rejected.HttpContext);
    }

    sealed class Posting;
}
