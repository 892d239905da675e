using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>Why a post of a chat is with its question. Archives keep the numbers, so that new ones are added at the end.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<AnswerBy>))]
public enum AnswerBy
{
    /// <summary>A host's or a moderator's word.</summary>
    Hand,
    /// <summary>It puts the question itself.</summary>
    Asks,
    /// <summary>It says so: <c>A2</c>, <c>A.2</c>, <c>T2</c>.</summary>
    Number,
    /// <summary>It answers the post that puts the question, or quotes it.</summary>
    Reply,
    /// <summary>It goes on in the thread of an answer.</summary>
    Thread,
    /// <summary>It was said while the question was the open one, and speaks of it.</summary>
    Open,
    /// <summary>It says so, but that question has not been put.</summary>
    Early,
}

/// <summary>Which question of its chat a post belongs to.</summary>
/// <param name="Question">The question's number, from 1. With <see cref="AnswerBy.Early"/> it may never be put.</param>
/// <param name="By">Why.</param>
/// <param name="Confidence">0…1.</param>
public sealed record Answer(int Question, AnswerBy By, double Confidence);
