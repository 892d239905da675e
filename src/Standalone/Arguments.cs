namespace Backchannel.Standalone;

/// <summary>Turns the command line into settings. Every option is a setting too: <c>--time-zone</c> is <c>Backchannel:TimeZone</c>.</summary>
static class Arguments
{
    public const string Usage = """
        Backchannel: the live backchannel of an event.

          --hashtag TAG       capture this hashtag; may be given several times, the first one names the event's address
          --name NAME         what people call the event
          --time-zone ZONE    IANA name, for example Europe/Lisbon (UTC)
          --schedule FILE|URL the programme: schedule.xml or .json of frab or pretalx, Sessionize's "All", or iCalendar
          --replay FILE       play a JSON Lines file of posts instead of listening to the networks
          --speed N|max       how many times faster than it happened (1)
          --data DIR          where the archive is kept (data)
          --urls ADDRESSES    where to listen (http://localhost:5080)
          --help              this text

        Without a hashtag and a file it runs a living demo. Any setting can be given as --Section:Key value, or as an
        environment variable SECTION__KEY; docs/operating.md lists them.
        """;

    /// <summary>Stands for the command line in the check of all settings at start.</summary>
    public sealed class Given;

    static readonly Dictionary<string, string> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--name"] = "Backchannel:Name",
        ["--time-zone"] = "Backchannel:TimeZone",
        ["--schedule"] = "Backchannel:Schedule",
        ["--replay"] = "Backchannel:Replay",
        ["--speed"] = "Backchannel:Speed",
        ["--data"] = "Backchannel:Data",
        ["--urls"] = "urls",
    };

    /// <param name="args">As given.</param>
    /// <param name="faults">What cannot be understood, each with the cure.</param>
    /// <returns>Settings by key.</returns>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> args, List<string> faults)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var hashtags = 0;
        for (var i = 0; i < args.Count; i++)
        {
            var (option, value) = args[i].Split('=', 2) is [var left, var right] && left.StartsWith("--", StringComparison.Ordinal) ? (left, right) : (args[i], null);
            if (!option.StartsWith("--", StringComparison.Ordinal))
            {
                faults.Add($"'{option}' is no option: options start with --. See --help.");
                continue;
            }
            var key = option.Equals("--hashtag", StringComparison.OrdinalIgnoreCase) ? $"Backchannel:Hashtag:{hashtags++}"
                : Settings.TryGetValue(option, out var known) ? known
                : option.Contains(':') ? option[2..]
                : null;
            if (key is null)
            {
                faults.Add($"'{option}' is not known. See --help.");
                if (value is null && i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) i++;
            }
            else if (value is not null) settings[key] = value;
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) settings[key] = args[++i];
            else faults.Add($"'{option}' needs a value. See --help.");
        }
        return settings;
    }
}
