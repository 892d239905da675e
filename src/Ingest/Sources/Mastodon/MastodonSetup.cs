namespace Backchannel.Ingest.Sources.Mastodon;

public static class MastodonSetup
{
    /// <summary>Adds a source for each server of <c>Sources:Mastodon</c>, unless it is switched off.</summary>
    public static IServiceCollection AddMastodon(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(MastodonOptions.Section).Get<MastodonOptions>() ?? new();
        if (!options.Enabled) return services;
        foreach (var (i, server) in options.ServersOrDefault.Index())
            services.AddPostSource(_ => new MastodonSource(options, server, $"{MastodonOptions.Section}:Servers:{i}:Token"));
        return services;
    }
}
