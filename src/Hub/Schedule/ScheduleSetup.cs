using Backchannel.Outbound;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backchannel.Hub.Schedule;

static class ScheduleSetup
{
    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.TryAddSingleton<AddressPolicy>();
        return services.AddSingleton<ProgrammeStore>().AddSingleton<ScheduleFetch>().AddSingleton<ScheduleImport>()
            .AddSingleton<ScheduleKeeper>().AddHostedService(provider => provider.GetRequiredService<ScheduleKeeper>());
    }

    public static void MapSchedule(this IEndpointRouteBuilder app)
    {
        app.MapScheduleApi();
        app.MapSessionsApi();
        app.MapRoomsApi();
    }
}
