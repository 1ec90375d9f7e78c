using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.Hosting;

public sealed class RenewalOptionsTests
{
    [Theory]
    [InlineData("Ladder:0", "soon", "Renewal:Ladder: \"soon\" is not a whole number.")]
    [InlineData("Ladder", "-90, 400", "Renewal:Ladder is 400; it lies between -366 and 366.")]
    [InlineData("Ladders:docs-2017-12", "-30, 1.5", "Renewal:Ladders:docs-2017-12: \"1.5\" is not a whole number.")]
    [InlineData("Ladders:docs-2017-12", "-400", "Renewal:Ladders:docs-2017-12 is -400; it lies between -366 and 366.")]
    [InlineData("Ladders:docs-1999", "-30",
        "Renewal:Ladders names \"docs-1999\", which is not an edition. There are: 2023-10, 2026, docs-2017-12, docs-2021-07.")]
    [InlineData("HolderDays", "90, -1", "Renewal:HolderDays is -1; it lies between 0 and 366.")]
    [InlineData("HolderDays", "90 days", "Renewal:HolderDays: \"90 days\" is not a whole number.")]
    [InlineData("ManagerDays:1", "367", "Renewal:ManagerDays is 367; it lies between 0 and 366.")]
    [InlineData("UrgentWithinDays", "a week", "Renewal:UrgentWithinDays: \"a week\" is not a whole number.")]
    [InlineData("UrgentWithinDays", "-7", "Renewal:UrgentWithinDays is -7; it lies between 0 and 366.")]
    [InlineData("AnswerWithinHours", "99999999999", "Renewal:AnswerWithinHours: \"99999999999\" is not a whole number.")]
    [InlineData("AnswerWithinHours", "9000", "Renewal:AnswerWithinHours is 9000; it lies between 0 and 8784.")]
    [InlineData("StaleAfterDays", "0", "Renewal:StaleAfterDays is 0; it lies between 1 and 366.")]
    [InlineData("WorkingHours", "22:00-06:00", "Renewal:WorkingHours \"22:00-06:00\" are not hours of one day such as 09:00-17:00; they cannot cross midnight.")]
    [InlineData("WorkingDays", "Monday", "Renewal:WorkingDays \"Monday\" are not days of the week such as Mon-Fri or Sun,Mon,Tue.")]
    [InlineData("HolidaysFolder", "/nowhere", "Renewal:HolidaysFolder \"/nowhere\" cannot be read: Could not find a part of the path '/nowhere'.")]
    public void A_setting_that_cannot_be_meant_stops_the_start_with_a_sentence(string key, string value, string sentence)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Create(new() { [$"Renewal:{key}"] = value }));

        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Create(new()
        {
            ["Organisation:TimeZone"] = "Taipei time",
            ["Renewal:Ladder"] = "-1000,x",
            ["Renewal:WorkingHours"] = "all day",
        }));

        Assert.Equal(4, refusal.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void The_organisation_s_ladder_goes_before_that_of_the_edition_and_one_for_an_edition_before_both()
    {
        var (old, present) = (EditionSet.Shipped.Load("docs-2017-12"), EditionSet.Shipped.Load("2026"));

        Assert.Same(old.Ladder, Read(new()).LadderOf(old));
        Assert.Same(old.Ladder, Read(new() { ["Renewal:Ladder"] = "" }).LadderOf(old));
        Assert.Equal("-30, 0", Read(new() { ["Renewal:Ladder"] = "0, -30, 0" }).LadderOf(old).ToString());
        var both = Read(new() { ["Renewal:Ladder:0"] = "-30", ["Renewal:Ladder:1"] = "0", ["Renewal:Ladders:2026"] = "-10;-5" });
        Assert.Equal(("-30, 0", "-10, -5"), (both.LadderOf(old).ToString(), both.LadderOf(present).ToString()));
    }

    [Fact]
    public void Without_settings_everything_has_a_value_and_nothing_is_wrong()
    {
        var options = Read(new());

        Assert.Empty(options.Problems(EditionReading.Shipped));
        Assert.Equal(TimeSpan.FromHours(9), options.Hours!.From);
        Assert.Null(Read(new() { ["Renewal:WorkingHours"] = "" }).Hours);
        Assert.Equal([90, 60, 30, 7], options.HolderDays);
        Assert.Empty(Read(new() { ["Renewal:ManagerDays"] = "" }).ManagerDays);
        Assert.Equal([DayOfWeek.Sunday, DayOfWeek.Monday], Read(new() { ["Renewal:WorkingDays:0"] = "Sun", ["Renewal:WorkingDays:1"] = "Mon" }).Hours!.Days.Order());
    }

    [Fact]
    public void What_cannot_be_read_leaves_the_value_as_it_was()
    {
        var options = Read(new() { ["Renewal:UrgentWithinDays"] = "soon", ["Renewal:HolderDays"] = "x,30" });

        Assert.Equal((7, 2), (options.UrgentWithinDays, options.Problems(EditionReading.Shipped).Count()));
        options.Read(new ConfigurationBuilder().Build());
        Assert.Empty(options.Problems(EditionReading.Shipped)); // each reading begins anew
    }

    private static RenewalOptions Read(Dictionary<string, string?> settings)
    {
        var options = new RenewalOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return options;
    }

    private static WebApplication Create(Dictionary<string, string?> settings) =>
        BotApp.Create(["--environment", "Development"], builder => builder.Configuration.AddInMemoryCollection(settings));
}
