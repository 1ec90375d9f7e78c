using System.Text;
using CompetencyBot.Conversation.Understanding;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Tests.Robustness;

namespace CompetencyBot.Tests.Conversation.Understanding;

/// <summary>Whatever is written gets an answer, after a bounded amount of work, and nothing comes of it that was not ordered.</summary>
public sealed class NonsenseTests
{
    private const int Texts = 2_000;

    private static readonly Func<string, Understood> Understand = TextUnderstanding.For([], EditionSet.Shipped);

    private static readonly string[] Deeds = ["unlink", "cancel", "back", "import", "remind", "weekly", "language", "admin", "addpeople"];

    [Fact]
    public void No_text_of_chance_changes_anything()
    {
        var dice = new Dice(7);
        for (var i = 0; i < Texts; i++)
        {
            var text = Chance(dice);
            Assert.False(Understand(text) is { Command: { } command } && Deeds.Contains(command), $"Text {i} was understood as {Understand(text).Command}: {text}");
        }
    }

    /// <summary>A refusal, a question or a supposition about an order is none, wherever the words of the order stand.</summary>
    [Fact]
    public void Nothing_that_is_asked_about_or_refused_is_done()
    {
        string[] frames = ["what happens if I {0}?", "should I {0}?", "don't {0}", "please do not {0}", "why would anybody {0}", "can I {0} later?", "what if we {0}", "I will never {0}"];
        string[] orders = ["unlink", "unlink my account", "cancel", "import the files", "remind unlinked", "delete my data", "change the language", "add people", "disconnect my account"];
        var done = from frame in frames
                   from order in orders
                   let text = string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, order)
                   where Understand(text).Command is { } command && command != "whatif"
                   select $"{text}: {Understand(text).Command}";

        Assert.Equal("", string.Join(Environment.NewLine, done));
    }

    [Fact]
    public void What_stands_behind_the_part_that_is_looked_at_changes_nothing_but_makes_an_order_unclear()
    {
        var tail = string.Concat(Enumerable.Repeat(" and so on", 100_000));

        Assert.Equal("progress", Understand("show me the progress of messaging" + tail).Command);
        Assert.Null(Understand("unlink my account" + tail).Command);
    }

    [Theory]
    [InlineData("unlink my account")]
    [InlineData("can you unlink me?")]
    [InlineData("請幫我取消連結")]
    public void An_order_is_one(string text) => Assert.Equal("unlink", Understand(text).Command);

    private static string Chance(Dice dice)
    {
        var text = new StringBuilder();
        for (var count = dice.Next(1, 400); count > 0; count--)
            text.Append(dice.Next(8) switch
            {
                0 => (char)dice.Next(0, 0x20),
                1 => (char)dice.Next(0x20, 0x7F),
                2 => (char)dice.Next(0x590, 0x700),
                3 => (char)dice.Next(0x4E00, 0xA000),
                4 => (char)dice.Next(0xD800, 0xE000),
                5 => char.ConvertFromUtf32(dice.Next(0x1F300, 0x1F6FF)),
                6 => "\u202E \u200D",
                _ => (object)(char)dice.Next(1, 0xFFFF),
            });
        return text.ToString();
    }
}
