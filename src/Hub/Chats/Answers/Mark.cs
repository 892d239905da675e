namespace Backchannel.Hub.Chats.Answers;

/// <summary>A sign such as <c>A2:</c> or <c>Q1.</c> in a post's text.</summary>
/// <param name="Asks">It is one that questions are put with (<c>Q</c>, <c>T</c> for topic), though people answer with it too.</param>
/// <param name="Number">From 1.</param>
/// <param name="IsSure">Something sets it off from what follows: <c>A1 I think</c> is as good a beginning as <c>A1 poster</c>.</param>
/// <param name="IsBare">Neither that, nor does what follows begin a sentence: <c>A2 coffee</c>, <c>2) coffee</c>. It takes that question being the open one.</param>
/// <param name="Start">Where it stands, in UTF-16 units.</param>
/// <param name="After">Where the text goes on, in UTF-16 units.</param>
readonly record struct Mark(bool Asks, int Number, bool IsSure, bool IsBare, int Start, int After);
