namespace Backchannel.Ingest.Sources.Bluesky;

public static class BlueskySetup
{
    /// <summary>Captures from Bluesky, unless <c>Sources:Bluesky:Enabled</c> is false.</summary>
    /// <remarks>Faulty settings add nothing: <see cref="BlueskyOptions.Faults"/> names them.</remarks>
    public static IServiceCollection AddBluesky(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(BlueskyOptions.Section).Get<BlueskyOptions>() ?? new();
        if (!options.Enabled || BlueskyOptions.Faults(options).Any()) return services;
        return services.AddPostSource(_ => new BlueskySource(options, MakeClient()));
    }

    /// <summary>One for the life of the process; connections are renewed so that a change of address is noticed.</summary>
    static HttpClient MakeClient()
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(handler) { MaxResponseContentBufferSize = 4 * 1024 * 1024 };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Backchannel");
        return http;
    }
}
