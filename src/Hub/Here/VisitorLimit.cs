using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Backchannel.Hub.Here;

/// <summary>How much one visitor, and one address, may do of one thing: at once, and then a minute.</summary>
/// <param name="Things">What it is, in the plural.</param>
sealed record VisitorBudget(string Things, int VisitorBurst, int VisitorPerMinute, int AddressBurst, int AddressPerMinute)
{
    public static readonly VisitorBudget Posts = new("posts", 5, 6, 60, 120), Votes = new("votes", 30, 30, 300, 300),
        // Each is looked over once or twice before it is sent.
        Proposals = new("proposals", 8, 2, 40, 20), Clashes = new("looks for clashes", 30, 30, 120, 120),
        // A hall has few who sign in.
        SignIns = new("tries to sign in", 15, 15, 40, 40);
}

/// <summary>
/// How fast one visitor may post or vote. A hall shares one address, so an address may do far more than a visitor; and a visitor is a cookie, so an
/// address must have a limit too.
/// </summary>
static class VisitorLimit
{
    /// <summary>Set by the posting page; a caller without it is one visitor per address.</summary>
    public const string Cookie = "backchannel-visitor";

    public static IServiceCollection AddVisitorLimit(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = Rejected;
        // The visitor's first: what it refuses takes nothing from the address that a whole hall shares.
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Limiter(Visitor, budget => Bucket(budget.VisitorBurst, budget.VisitorPerMinute)),
            Limiter(Address, budget => Bucket(budget.AddressBurst, budget.AddressPerMinute)));
    });

    /// <param name="budget">That of posts where null.</param>
    public static RouteHandlerBuilder RequireVisitorLimit(this RouteHandlerBuilder endpoint, VisitorBudget? budget = null) =>
        endpoint.WithMetadata(budget ?? VisitorBudget.Posts);

    /// <summary>The visitor's cookie; null for one without, or with one that we did not set.</summary>
    public static string? VisitorOf(HttpContext context) => context.Request.Cookies[Cookie] is { Length: > 0 and <= 64 } visitor ? visitor : null;

    static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> who, Func<VisitorBudget, TokenBucketRateLimiterOptions> bucket) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => Budget(context) is { } budget
            ? RateLimitPartition.GetTokenBucketLimiter($"{budget.Things} {who(context)}", _ => bucket(budget))
            : RateLimitPartition.GetNoLimiter(""));

    // Not every POST is a post: SignalR's clients open with one, and a hall of them shares an address.
    static VisitorBudget? Budget(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<VisitorBudget>();

    static string Visitor(HttpContext context) => VisitorOf(context) is { } visitor ? $"{Address(context)} {visitor}" : Address(context);

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
        await TypedResults.Problem($"Too many {Budget(rejected.HttpContext)?.Things ?? "calls"} in a short time: try again in {wait} s.", statusCode: StatusCodes.Status429TooManyRequests, title: "A little slower, please")
            .ExecuteAsync(rejected.HttpContext);
    }
}
