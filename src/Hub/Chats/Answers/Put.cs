namespace Backchannel.Hub.Chats.Answers;

/// <summary>A question that was put.</summary>
/// <param name="Number">What people write after A.</param>
/// <param name="At">When. UTC.</param>
/// <param name="Text">Plain text; empty where it is gone.</param>
/// <param name="Url">The page of the post that puts it, by which it is quoted.</param>
sealed record Put(int Number, DateTimeOffset At, string Text, string? Url);
