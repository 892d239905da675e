namespace Backchannel.Ingest.Sources.Bluesky;

public static class BlueskySetup
{
    /// <summary>Captures from Bluesky, unless <c>Sources:Bluesky:Enabled</c> is false.</summary>
    public static IServiceCollection AddBluesky(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(BlueskyOptions.Section).Get<BlueskyOptions>() ?? new();
        return options.Enabled ? services.AddPostSource(_ => new BlueskySource(options, MakeClient())) : services;
    }

    /// <summary>One for the life of the process; connections are renewed so that a change of address is noticed.</summary>
    static HttpClient MakeClient()
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(handler) { MaxResponseContentBufferSize = 4 * 1024 * 1024 };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent.Words);
        return http;
    }
}
