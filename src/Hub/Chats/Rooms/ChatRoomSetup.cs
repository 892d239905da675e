namespace Backchannel.Hub.Chats.Rooms;

/// <summary>Chats while they run: their questions, their hosts' desk, and the clock that puts what is planned.</summary>
static class ChatRoomSetup
{
    public static IServiceCollection AddChatRooms(this IServiceCollection services) => services
        .AddSingleton<ChatReader>().AddSingleton<ChatRooms>().AddSingleton<DeskReader>().AddHostedService<ChatClock>();

    public static void MapChatRooms(this IEndpointRouteBuilder app) => app.MapChatRoomsApi();
}
