namespace Backchannel.Ingest.Sources.Demo;

public static class DemoSetup
{
    /// <summary>Adds the demo conference, where <c>Backchannel:Demo</c> asks for it.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration) =>
        DemoOptions.From(configuration).Demo ? services.AddPostSource(_ => new DemoSource()) : services;
}
