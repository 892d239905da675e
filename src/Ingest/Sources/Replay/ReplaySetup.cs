using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Replay;

public static class ReplaySetup
{
    /// <summary>Adds the replay of <c>Backchannel:Replay</c>, where one is asked for.</summary>
    public static IServiceCollection AddReplay(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(ReplayOptions.Section).Get<ReplayOptions>() ?? new();
        if (string.IsNullOrWhiteSpace(options.Replay)) return services;
        var hashtag = configuration[$"{ReplayOptions.Section}:Hashtag:0"];
        return services.AddPostSource(_ => new ReplaySource(
            options.Replay, ReplayOptions.PaceOf(options.Speed) ?? 1, hashtag is null ? null : TextFold.Tag(hashtag)));
    }
}
