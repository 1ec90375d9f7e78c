using CompetencyBot.Conversation;
using CompetencyBot.Conversation.Understanding;
using CompetencyBot.Domain.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conversation.Understanding;

public sealed class UtteranceTests
{
    private static readonly Func<string, Understood> Understand = TextUnderstanding.For([], EditionSet.Shipped);

    [Fact]
    public void What_people_write_is_understood_and_nothing_is_done_that_they_did_not_order()
    {
        var answers = Utterance.All.Select(utterance => (Utterance: utterance, Understood: Understand(utterance.Text))).ToArray();
        var misses = answers.Where(answer => !answer.Utterance.IsRight(answer.Understood)).ToArray();
        foreach (var (utterance, understood) in misses)
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{utterance}{Environment.NewLine}    {understood.Command} [{string.Join(' ', understood.DidYouMean)}] {Utterance.ArgumentsOf(understood)}");

        Assert.True(answers.Length >= 320);
        Assert.True(misses.Length <= answers.Length * 0.03, $"{misses.Length} of {answers.Length} are misunderstood; the output lists them.");
        Assert.Empty(answers.Where(answer => answer.Utterance.IsWrongDeed(answer.Understood)).Select(answer => answer.Utterance.Text));
    }

    /// <summary>In a chat the words of a command go before what is guessed; they must not make an order of what was none.</summary>
    [Fact]
    public async Task In_a_chat_nothing_is_done_that_nobody_ordered()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var words = app.Services.GetRequiredService<TypedWords>();
        var commands = app.Services.GetRequiredService<CommandWords>();

        var read = Utterance.All.Select(utterance => (Utterance: utterance, words.Read(utterance.Text).Command)).ToArray();
        var misses = read.Where(each => each.Command is { } command && CommandIds.Of(command) is var id && id != each.Utterance.Meant && commands.All.Contains(command))
            .Select(each => $"{each.Utterance}: {each.Command!.Name}").ToArray();
        foreach (var miss in misses)
            TestContext.Current.TestOutputHelper?.WriteLine(miss);

        string[] deeds = ["unlink", "cancel", "back", "import", "weekly", "language", "addpeople"];
        Assert.Empty(read.Where(each => each.Command is { } command && deeds.Contains(CommandIds.Of(command)) && CommandIds.Of(command) != each.Utterance.Meant).Select(each => each.Utterance.ToString()));
        Assert.True(misses.Length <= read.Length * 0.05, $"{misses.Length} of {read.Length} are taken for another command; the output lists them.");
    }

    [Fact]
    public void The_list_asks_for_every_command_and_names_every_competency_of_the_first_edition()
    {
        var competencies = EditionSet.Shipped.Load("docs-2017-12").Competencies.Select(competency => $"competency={competency.Id}");

        Assert.Empty(CommandIds.All.Except(Utterance.All.Select(utterance => utterance.Meant)));
        Assert.Empty(competencies.Except(Utterance.All.SelectMany(utterance => utterance.Arguments.Split(' '))));
    }

    [Fact]
    public async Task The_words_of_a_command_are_understood_as_that_command_also_without_the_bot()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var words = from command in app.Services.GetRequiredService<CommandWords>().All
                    where CommandIds.All.Contains(CommandIds.Of(command)) // the others are known by their own words only
                    from word in command.Words.Prepend(command.Name)
                    let understood = Understand(word)
                    where understood.Command != CommandIds.Of(command)
                    select $"{word}: {understood.Command} {string.Join(' ', understood.DidYouMean)}";

        Assert.Equal("", string.Join(Environment.NewLine, words));
    }

    [Theory]
    [InlineData("EMM", "enterprise-mobility-management")]
    [InlineData("crm", "cloud-customer-relationship-management")]
    [InlineData("PPM", "project-and-portfolio-management")]
    [InlineData("smb", "small-and-midmarket-cloud-solutions")]
    [InlineData("O365", "cloud-productivity")]
    [InlineData("SfB", "communications")]
    [InlineData("dev ops", "devops")]
    [InlineData("ＭＥＳＳＡＧＩＮＧ", "messaging")]
    [InlineData("mesaging", "messaging")]
    [InlineData("数据平台", "data-platform")]
    [InlineData("資料平檯", "data-platform")]
    [InlineData("data & ai", "data-ai")]
    public void A_competency_is_found_by_whatever_it_is_called(string called, string id)
    {
        Assert.Equal(("progress", id), (Understand(called).Command, Understand(called).Competency));
        Assert.Equal(("upgrade", id), (Understand($"upgrade {called}").Command, Understand($"upgrade {called}").Competency));
    }

    [Fact]
    public void Every_name_of_every_edition_finds_its_competency_and_every_code_its_exam()
    {
        foreach (var edition in EditionSet.Shipped.Ids.Select(EditionSet.Shipped.Load))
        {
            foreach (var competency in edition.Competencies)
                Assert.All(competency.Names.Values.Append(competency.Id), name => Assert.Equal((name, competency.Id), (name, Understand($"progress {name}").Competency)));
            foreach (var code in edition.Items.Values.Select(item => item.Code).OfType<string>())
                foreach (var written in new[] { code, code.Replace("-", "", StringComparison.Ordinal), code.Replace('-', ' ').ToLowerInvariant() })
                    Assert.Equal((written, code), (written, Understand($"who has {written}?").Exam));
        }
    }

    [Theory]
    [InlineData("who has exam 347?", "70-347")]
    [InlineData("誰考過７０－３４７", "70-347")]
    [InlineData("who has 7o-347", "70-347")]
    [InlineData("who passed ms102", "MS-102")]
    [InlineData("who holds MCSE Productivity", "MCSE: Productivity")]
    [InlineData("who has 170-3471", null)]
    public void An_exam_is_found_however_its_code_is_written(string text, string? code) => Assert.Equal(code, Understand(text).Exam);

    [Theory]
    [InlineData("what if Mei Lin leaves", "Mei Lin", "Mei Lin leaves")]
    [InlineData("what if our colleague Mei Lin leaves", "Mei Lin", "mei lin leaves")]
    [InlineData("what if someone passes 70-347", null, "someone passes 70 347")]
    [InlineData("what if I pass 70347", null, "i passes 70 347")]
    [InlineData("如果王小明離職", "王小明", "王小明 離職")]
    public void A_person_is_named_as_written_and_the_supposition_is_put_as_the_command_takes_it(string text, string? person, string argument)
    {
        var understood = Understand(text);

        Assert.Equal(("whatif", person), (understood.Command, understood.Person));
        Assert.Equal(argument, understood.Argument, ignoreCase: true);
    }

    [Theory]
    [InlineData("how far are we with data platform?", "data platform")]
    [InlineData("what do we need for gold in mesaging", "messaging gold")]
    [InlineData("how do we get from silver to gold in messaging", "messaging gold")]
    [InlineData("請提醒還沒連結的同事", "unlinked")]
    [InlineData("show the audit log", "audit")]
    [InlineData("who is not linked yet?", "")]
    public void The_argument_is_in_the_words_that_the_command_takes(string text, string argument) => Assert.Equal(argument, Understand(text).Argument);
}
