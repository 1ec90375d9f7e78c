using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>What the progress cards say of passes that do not count. In the sample four unlinked people hold some; 劉彥廷's complete Data Platform gold.</summary>
public sealed class ProgressCountTests
{
    private static readonly Person Kaiwen = Sample.Of("kaiwen.cheng");
    private static readonly Person Yenting = Sample.Of("yenting.liu");

    [Fact]
    public async Task The_count_falls_when_Partner_Centers_data_associate_somebody()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        Assert.Contains("7 passes are not counted because 4 people have not linked their Microsoft account.", (await grace.Says("progress")).Shown, StringComparison.Ordinal);

        app.Evidence.Associate(Kaiwen);
        await app.RunAsync<EvidenceImportJob>();

        Assert.Contains("5 passes are not counted because 3 people have not linked", (await grace.Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_person_and_one_pass_are_spoken_of_as_such()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.Associate(Kaiwen).Associate(Yenting).Associate(Sample.Of("yuting.tseng")),
        });

        Assert.Contains(
            "1 pass is not counted because 1 person has not linked their Microsoft account.",
            (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_everybody_is_linked_nothing_is_said()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.Associate(Kaiwen).Associate(Yenting).Associate(Sample.Of("yuting.tseng")).Associate(Sample.Of("weilun.fan")),
        });

        Assert.DoesNotContain("not counted", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_reads_the_same_counts_and_no_names()
    {
        await using var app = await AppFixture.StartAsync();
        await app.ReportAsync(Yenting);
        var channel = app.As(Sample.Julia).InChannel();

        var overview = (await channel.Says("progress")).Shown;
        var detail = (await channel.Says("progress data platform")).Shown;

        Assert.Contains("4 passes are not counted because 3 people have not linked", overview, StringComparison.Ordinal);
        Assert.Contains("Expected: Gold once 1 reported account is confirmed", detail, StringComparison.Ordinal);
        Assert.All(Sample.PersonalDetails, personal => Assert.DoesNotContain(personal, overview + detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_reported_is_told_apart_and_raises_no_level_before_it_is_confirmed()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        Assert.Contains("5 gold · 6 silver", (await julia.Says("progress")).Shown, StringComparison.Ordinal);

        await app.ReportAsync(Yenting);
        var overview = (await julia.Says("progress")).Shown;
        var detail = (await julia.Says("progress data platform")).Shown;

        Assert.Contains("5 gold · 6 silver", overview, StringComparison.Ordinal);
        Assert.Contains("3 passes of 1 person count once Partner Center's data confirm them.", overview, StringComparison.Ordinal);
        Assert.Contains("Once confirmed: Data Platform (Gold)", overview, StringComparison.Ordinal);
        Assert.Contains("Expected: Gold once 1 reported account is confirmed", detail, StringComparison.Ordinal);
        Assert.Contains("3 reported passes count here once confirmed.", detail, StringComparison.Ordinal);
        Assert.Contains("(+1 once confirmed)", detail, StringComparison.Ordinal);
        Assert.Contains("→ Once confirmed: Gold: reached", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("by linking the account of 劉彥廷", detail, StringComparison.Ordinal);

        app.Evidence.Associate(Yenting);
        await app.RunAsync<EvidenceImportJob>();

        var confirmed = (await julia.Says("progress")).Shown;
        Assert.Contains("6 gold · 5 silver", confirmed, StringComparison.Ordinal);
        Assert.DoesNotContain("nce confirmed", confirmed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_alone_changes_nothing_on_the_cards()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        var before = (await julia.Says("progress")).Shown + (await julia.Says("progress data platform")).Shown;

        await app.LinkAsync(Yenting);

        Assert.Equal(before, (await julia.Says("progress")).Shown + (await julia.Says("progress data platform")).Shown);
    }

    [Fact]
    public async Task Of_an_edition_that_has_ended_nothing_is_said_to_count_once_accounts_are_linked()
    {
        await using var app = await AppFixture.StartAsync();
        await app.ReportAsync(Yenting);
        app.Clock.Advance(new DateTimeOffset(2019, 4, 25, 2, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());
        var julia = app.As(Sample.Julia);

        var shown = (await julia.Says("progress")).Shown + (await julia.Says("progress data platform")).Shown;

        Assert.DoesNotContain("not counted", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("nce confirmed", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_readers_read_it_in_Chinese()
    {
        await using var app = await AppFixture.StartAsync();
        await app.ReportAsync(Yenting);
        var tsai = app.As(Sample.Tsai);

        Assert.Contains("有 4 項通過未計入，因為 3 人尚未連結 Microsoft 帳戶。", (await tsai.Says("進度")).Shown, StringComparison.Ordinal);
        Assert.Contains("預期：1 個已回報的帳戶確認後達成金級", (await tsai.Says("進度 資料平台")).Shown, StringComparison.Ordinal);
    }
}
