using Backchannel.Contracts;
using Backchannel.Hub.Questions;
using Backchannel.Text;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class QuestionSignsTests
{
    [Theory]
    [InlineData("Does the offline queue survive a reinstall?")]
    [InlineData("Does the offline queue survive a reinstall? #harbourconf #hbrA2")]
    [InlineData("#hbrA2 how do you test this without a network?")]
    [InlineData("@ana.example what happens to a conflict nobody sees?")]
    [InlineData("Lovely. But who pays for it?? #hbrA2")]
    [InlineData("Great talk so far!\nOne thing: when does version 2.0 ship?")]
    [InlineData("Does it work with e.g. Postgres?")]
    [InlineData("Is this faster than merging vs. rebasing?")]
    [InlineData("So… what if it fails?")]
    [InlineData("Why does #arm64 need more memory?")]
    [InlineData("Is 5\" enough for a floor monitor?")]
    [InlineData("¿Cuándo sale la versión nueva?")]
    [InlineData("Est-ce que ça marche sans réseau ?")]
    [InlineData("Was passiert, wenn zwei gleichzeitig schreiben?")]
    [InlineData("Оно работает без сети?")]
    [InlineData("Πώς δουλεύει χωρίς δίκτυο?")]
    [InlineData("هل يعمل هذا بدون شبكة؟")]
    [InlineData("האם זה עובד בלי רשת?")]
    [InlineData("いつ公開されますか？")]
    [InlineData("录像在哪里可以看？")]
    [InlineData("오프라인에서도 잘 동작 하나요?")]
    [InlineData("วิดีโอจะเผยแพร่เมื่อไหร่?")]
    [InlineData("क्या यह बिना नेटवर्क चलता है?")]
    [InlineData("She said “it depends”. But on what exactly?")]
    public void A_question_is_one_in_any_language(string text) => Assert.True(Asks(text));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("??")]
    [InlineData("Really?")]
    [InlineData("Really?!")]
    [InlineData("They pulled the cable out and it went on?!")]
    [InlineData("They pulled the cable out and it went on!?")]
    [InlineData("Anyone there? #hbrA2")]
    [InlineData("#harbourconf #hbrA2 #offline really?")]
    [InlineData("@ana @teo @ruth what?")]
    [InlineData("It works, it truly does. Right?")]
    [InlineData("All slides of today are at lindqvist.example/slides?page=3")]
    [InlineData("Slides and the whole recording: https://lindqvist.example/slides?")]
    [InlineData("She asked “does it survive a reinstall?” and it does")]
    [InlineData("He asked \"does it survive a reinstall?\" and it does")]
    [InlineData("« Est-ce que ça marche sans réseau ? » demande Ana")]
    [InlineData("„Was passiert, wenn zwei gleichzeitig schreiben?“ Gute Frage.")]
    [InlineData("「いつ公開されますか？」と聞かれた")]
    [InlineData("> Does the offline queue survive a reinstall?\nIt does.")]
    [InlineData("RT @teo: does the offline queue survive a reinstall?")]
    [InlineData("Πώς δουλεύει χωρίς δίκτυο;")]
    [InlineData("本当？")]
    [InlineData("真的吗？")]
    [InlineData("本当ですか？")]
    [InlineData("จริงเหรอ?")]
    [InlineData("The trick is to forget on purpose.")]
    public void What_only_looks_like_a_question_is_none(string text) => Assert.False(Asks(text));

    [Fact]
    public void A_hostile_text_is_read_in_a_moment()
    {
        foreach (var piece in new[] { "“", "\"", "?", "a ?", "\ud83d", "#a ", "«»", "\n>", "e\u0301" })
            _ = Asks(string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length)));
    }

    static bool Asks(string text) => QuestionSigns.Asks(text, [.. TextScanner.Spans(text), .. Link(text)]);

    // Made-up hosts are no links to the scanner; a network says itself where they are.
    static IEnumerable<TextSpan> Link(string text) =>
        text.IndexOf("https://", StringComparison.Ordinal) is >= 0 and var at ? [new(at, text.Length - at, SpanKind.Link, text[at..])] : [];
}
