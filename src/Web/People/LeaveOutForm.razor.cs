using Backchannel.Contracts;

namespace Backchannel.Web.People;

// What was typed. The hub checks it again: this only spares a visitor the way there and says the same beside the field.
public sealed partial class LeaveOutForm
{
    const int MaxHandle = 200;

    internal static LeftOut Read(string? network, string? handle) => new(
        Enum.GetValues<Network>().Where(each => each.ToString().Equals(network, StringComparison.OrdinalIgnoreCase)).Select(each => (Network?)each).FirstOrDefault(),
        handle?.Trim() ?? "");

    internal static Dictionary<string, string[]> Faults(LeftOut who)
    {
        var faults = new Dictionary<string, string[]>();
        if (who.Network is null) faults["network"] = ["Choose one of these."];
        if (string.IsNullOrWhiteSpace(who.Handle?.Trim('@'))) faults["handle"] = ["Type the handle that is to be left out."];
        else if (who.Handle.Length > MaxHandle) faults["handle"] = [$"No handle is that long: {MaxHandle} characters at most."];
        return faults;
    }
}
