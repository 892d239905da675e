using System.Text;
using Backchannel.Web.Previews.Setting;

namespace Backchannel.Web.Tests.Previews;

public sealed class PreviewPictureTests
{
    public static TheoryData<string> Titles =>
    [
        "Closing words", "", " ", "🌊", "港の待ち行列について、港長が知っていること", "كيف نبني تطبيقات تعمل بدون شبكة (عرض حي)", "שלום עולם: PostgreSQL 17 בקנה מידה",
        "Small boats ⛵, big waves 🌊: a year of 👩‍👩‍👧", "เรือเล็ก คลื่นใหญ่", "नावें और लहरें", "A\u202eB\u0000C\u2066D", "\ud83d lone", "\ufffd\uffff", "#", "…", "-----", "\u0301\u0301\u0301",
        string.Concat(Enumerable.Repeat("a title that never ends, ", 400)), new string('W', 20_000), "Z" + new string('\u0302', 5_000),
        string.Concat(Enumerable.Repeat("船", 5_000)), string.Concat(Enumerable.Repeat("👩‍👩‍👧", 2_000)),
    ];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Any_title_is_drawn_with_all_fonts_and_with_none(string title)
    {
        foreach (var typefaces in new[] { Pictures.Here, Pictures.Bare })
        {
            var png = Pictures.Draw(title, typefaces);
            Assert.Equal((1200, 630), Pictures.SizeOf(png));
            Assert.InRange(png.Length, 5_000, 400_000);
        }
    }

    [Fact]
    public void Another_title_or_colour_is_another_picture_and_the_same_is_the_same()
    {
        var one = Pictures.Draw("Caching without tears");
        Assert.Equal(one, Pictures.Draw("Caching without tears"));
        Assert.NotEqual(one, Pictures.Draw("Caching without fears"));
        Assert.NotEqual(one, Pictures.Draw("Caching without tears", accent: "#dc2626"));
        Assert.NotEqual(Pictures.Words("one").Key(), Pictures.Words("other").Key());
    }

    [Fact]
    public void Latin_Greek_and_Cyrillic_need_no_font_of_the_machine()
    {
        var letters = Enumerable.Range(0x20, 0x5f).Concat(Enumerable.Range(0xa1, 0x180 - 0xa1)).Concat(Enumerable.Range(0x391, 17))
            .Concat(Enumerable.Range(0x3b1, 25)).Concat(Enumerable.Range(0x410, 64)).Concat([0x1ebf, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0x20ac]);
        // The soft hyphen is never shown, and the n with an apostrophe before it is not written any more.
        foreach (var letter in letters.Where(letter => letter is not (0xad or 0x149)).Select(letter => new Rune(letter).ToString()))
            foreach (var bold in new[] { true, false })
                Assert.True(Pictures.Bare.For(letter, bold)?.Covers(letter) is true, letter);
    }

    [Fact]
    public void What_no_font_can_write_is_left_out_and_the_hashtag_stands_for_the_title()
    {
        Assert.Null(Pictures.Bare.For("船", bold: true));
        var setter = new TextSetter(Pictures.Bare);
        Assert.Empty(setter.Set("港の待ち行列について", Box(), "ja").Lines);
        Assert.NotEmpty(setter.Set("Boats 🌊 and 船", Box(), null).Lines);
        Assert.NotEqual(Pictures.Draw("", Pictures.Bare), Pictures.Draw("港の待ち行列について", Pictures.Bare));
    }

    [Fact]
    public void A_title_is_as_large_as_it_fits_in_lines_of_like_length_and_cut_at_last()
    {
        var setter = new TextSetter(Pictures.Bare);
        var small = setter.Set("Maps", Box(), null);
        Assert.Equal((1, 100f), (small.Lines.Count, small.Size));
        var some = setter.Set("What the harbour master knows about queues, and why nobody asked her", Box(), null);
        Assert.InRange(some.Size, 40, 99);
        Assert.True(some.Lines.Min(line => line.Width) > some.Lines.Max(line => line.Width) * 0.6);
        foreach (var text in new[] { string.Concat(Enumerable.Repeat("boats and trains ", 30)), new string('W', 300) })
        {
            var cut = setter.Set(text, Box(), null);
            Assert.Equal(40f, cut.Size);
            Assert.True(cut.Width <= Box().Width + 1 && cut.Height <= Box().Height);
        }
    }

    static TextBox Box() => new(1000, 280, 100, 40, 1.2f, Bold: true);
}
