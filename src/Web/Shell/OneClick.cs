using Microsoft.AspNetCore.Components.Web;

namespace Backchannel.Web.Shell;

/// <summary>
/// Hears the first click of a button whose place another button takes once it was pressed, and not the second half of a double click, which would press
/// that one unseen. A key counts no clicks, and is always heard.
/// </summary>
static class OneClick
{
    public static Func<MouseEventArgs, Task> Once(Func<Task> act) => click => click.Detail > 1 ? Task.CompletedTask : act();

    public static Func<MouseEventArgs, Task> Once(Action act) => Once(() =>
    {
        act();
        return Task.CompletedTask;
    });
}
