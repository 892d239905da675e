using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Backchannel.Hub.Here;

/// <summary>
/// How fast one visitor may post. A hall shares one address, so an address may do far more than a visitor; and a visitor is a cookie, so an
/// address must have a limit too.
/// </summary>
static class VisitorLimit
{
    public const string Policy = "visitor";

    /// <summary>Set by the posting page; a caller without it is one visitor per address.</summary>
    public const string Cookie = "backchannel-visitor";

    const int VisitorBurst = 5, VisitorPerMinute = 6, AddressBurst = 60, AddressPerMinute = 120;

    public static IServiceCollection AddVisitorLimit(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = Rejected;
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(Visitor(context), _ => Bucket(VisitorBurst, VisitorPerMinute)));
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsPosting(context)
            ? RateLimitPartition.GetTokenBucketLimiter(Address(context), _ => Bucket(AddressBurst, AddressPerMinute))
            : RateLimitPartition.GetNoLimiter(""));
    });

    // Not every POST is a post: SignalR's clients open with one, and a hall of them shares an address.
    static bool IsPosting(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Policy;

    static string Visitor(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: > 0 and <= 64 } visitor ? $"{Address(context)} {visitor}" : Address(context);

    static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    static TokenBucketRateLimiterOptions Bucket(int burst, int perMinute) => new()
    {
        TokenLimit = burst, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute, QueueLimit = 0,
    };

    static async ValueTask Rejected(OnRejectedContext rejected, CancellationToken stop)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 10;
        rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem($"Too many posts in a short time: try again in {wait} s.", statusCode: StatusCodes.Status429TooManyRequests, title: "A little slower, please")
            .ExecuteAsync(rejected.HttpContext);
    }
}
