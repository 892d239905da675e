namespace Backchannel.Ingest.Sources.X;

/// <summary>Adds X where a token is given.</summary>
public static class XSetup
{
    public static IServiceCollection AddX(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(XOptions.Section).Get<XOptions>() ?? new();
        return options is { Enabled: true, BearerToken.Length: > 0 } ? services.AddPostSource(_ => new XSource(options)) : services;
    }
}
