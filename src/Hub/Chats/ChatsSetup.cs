namespace Backchannel.Hub.Chats;

static class ChatsSetup
{
    public static IServiceCollection AddChats(this IServiceCollection services) => services
        .AddSingleton<TagActivities>().AddSingleton<TagTables>().AddSingleton<YearAhead>().AddSingleton<ChatCalendar>().AddSingleton<DayReader>()
        .AddSingleton<SeriesStore>().AddSingleton<SeriesDesk>().AddSingleton<ChatPlans>().AddSingleton<Proposals>().AddSingleton<ChatImport>()
        .AddSingleton<SeriesKeeper>().AddHostedService(provider => provider.GetRequiredService<SeriesKeeper>());

    public static void MapChats(this IEndpointRouteBuilder app)
    {
        app.MapChatsApi();
        app.MapChatPlanApi();
        app.MapProposalsApi();
        app.MapHashtagsApi();
        app.MapDaysApi();
    }
}
