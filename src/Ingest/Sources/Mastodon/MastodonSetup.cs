namespace Backchannel.Ingest.Sources.Mastodon;

public static class MastodonSetup
{
    /// <summary>Adds a source for each server of <c>Sources:Mastodon</c>, unless it is switched off.</summary>
    /// <exception cref="ArgumentException">A setting is wrong: all faults are listed.</exception>
    public static IServiceCollection AddMastodon(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(MastodonOptions.Section).Get<MastodonOptions>() ?? new();
        if (!options.Enabled) return services;
        var faults = string.Join(Environment.NewLine, MastodonOptions.Faults(options));
        if (faults.Length > 0) throw new ArgumentException(faults);
        foreach (var (i, server) in options.ServersOrDefault.Index())
            services.AddPostSource(_ => new MastodonSource(options, server, $"{MastodonOptions.Section}:Servers:{i}:Token"));
        return services;
    }
}
