using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.ChatRooms;

// One thing at a time: it is under way until the page has what came of it.
public sealed partial class ChatDeskPanel
{
    bool _busy;

    /// <returns>Whether it was done.</returns>
    async Task<bool> Do(string where, Func<string, Task<DeskRefusal?>> act)
    {
        if (_busy) return false;
        (_busy, _trouble) = (true, null);
        try
        {
            var trouble = await Try(where, act);
            _trouble = trouble;
            // It is said at once. What is pressed meanwhile may take the words away, and changes nothing about what came of this.
            StateHasChanged();
            await AskAgain();
            return trouble is null;
        }
        finally
        {
            _busy = false;
        }
    }

    async Task<DeskTrouble?> Try(string where, Func<string, Task<DeskRefusal?>> act)
    {
        try
        {
            return await act(Caller.TokenOf((await Authentication).User) ?? "") is { } refusal ? new(where, refusal.Field, ChatDeskWords.Of(refusal)) : null;
        }
        catch (Exception failure) when (HubClient.IsTrouble(failure, CancellationToken.None))
        {
            return new(where, null, "The hub does not answer. Look whether it was done before you try again.");
        }
    }
}
