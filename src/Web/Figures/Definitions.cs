namespace Backchannel.Web.Figures;

/// <summary>What each number of the desk means, in the words that stand beside it and in docs/api.md.</summary>
static class Definitions
{
    public const string
        PerMinute = "Posts on show that were made in these minutes, divided by the minutes. Reposts are no posts; the same text on two networks is one.",
        People = "Accounts that made these posts. Somebody with accounts on two networks counts twice.",
        New = "Those of them whose first post at this event is among these. The others had posted before: they are returning.",
        Replies = "Posts that answer another post, of all posts in these minutes. Many answers are a conversation; few are announcements.",
        Watching = "Pages and programs that have the event, or one of its sessions, open at this moment.",
        Questions = "Questions that wait in the queue or are being put to the speaker, in all sessions. Those only proposed are not counted.",
        Chart = "Posts on show by the time at which they were made. A line marks the beginning of a session; the dashed end is the step that is not over yet.",
        Heat = "People a minute of late (half of it is of the last 5 minutes) against the session's own last hour: × 2 is twice as many. A person counts once a minute, the loudest not at all, "
            + "and fewer than three people are no fire. The line is posts a minute over 30 minutes; the arrow says how many places it has gained or lost in ten. People, photos and the rest are of the last 15 minutes.",
        Sources = "The share is of the posts in these minutes. Behind is the time between the making of the latest post and our hearing of it.",
        Rising = "The last 30 minutes against the 30 before. People counts accounts, not posts, so that one person cannot push anything. Nobody who does not want to be found is in it.",
        Links = "Pages that most accounts linked to in 30 minutes; in brackets, how many did in the 30 before.",
        Hashtags = "Hashtags that more accounts used than in the 30 minutes before, besides those of the event, its rooms and its sessions. Two with a plus stood in the same posts.",
        Photos = "Photos of the last 30 minutes whose posts were most answered and passed on. Those marked as sensitive are left out.",
        Alarms = "Quiet: a session that is on has had no post for 10 minutes where 5 or more were to be expected by its own pace. Burst: four times the usual in 3 minutes. "
            + "Flood: one account posted ten times in 5 minutes.";

    public const string
        SidePosts = "Posts on show that are filed in the session, or were made on the day.",
        SidePeople = "Accounts that made them.",
        SideNew = "Those of them whose first post at this event is among these.",
        SideReplies = "Posts that answer another post, of all.",
        SidePeak = "Posts a minute in the busiest step of the chart, and when that began after the start.",
        SideQuestions = "Questions that were put there, whatever became of them, but for those dismissed and those only proposed.",
        SideNetworks = "Where the posts were made, by their share.",
        SideLinks = "Pages that most accounts linked to.",
        InBoth = "Accounts that posted in both.",
        SideChart = "Posts a minute against the time since the start of each; a session's begins a quarter of an hour before.";
}
