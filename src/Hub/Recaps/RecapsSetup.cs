namespace Backchannel.Hub.Recaps;

static class RecapsSetup
{
    public static IServiceCollection AddRecaps(this IServiceCollection services) =>
        services.AddSingleton<RecapReader>().AddSingleton<RecapSubjects>().AddSingleton<KeptRecaps>().AddSingleton<RecapLists>().AddSingleton<RecapDesk>().AddHostedService<RecapKeeper>();
}
