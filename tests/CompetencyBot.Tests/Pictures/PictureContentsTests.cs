using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Features.Progress;
using CompetencyBot.Pictures;
using CompetencyBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Pictures;

/// <summary>What pictures say, in shapes and in words.</summary>
public sealed class PictureContentsTests
{
    [Fact]
    public async Task The_sample_organisation_is_drawn_as_it_is_told()
    {
        await using var app = await AppFixture.StartAsync();

        var picture = await ProgressOfAsync(app);

        Assert.Equal((5, 6, 18), (picture.Rows.Count(row => row.Reached == Level.Gold), picture.Rows.Count(row => row.Reached == Level.Silver), picture.Rows.Length));
        Assert.Equal(picture.Rows.OrderByDescending(row => row.Reached).ThenByDescending(row => row.Done), picture.Rows);
        Assert.Contains(picture.Rows, row => row.Falls);
        Assert.Equal((Level?)Level.Silver, picture.Rows.Single(row => row.CompetencyId == "devops").Then); // it comes by waiting
        Assert.All(picture.Rows, row => Assert.InRange(row.Done, 0, row.Reached == Level.Gold ? 0 : 99));
    }

    [Fact]
    public async Task A_designation_is_drawn_with_its_points()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);

        var picture = await ProgressOfAsync(app);

        Assert.Equal(6, picture.Rows.Length);
        Assert.All(picture.Rows, row => Assert.True(row.Reached is null || row.Done >= 70));
        Assert.Contains(picture.Rows, row => row is { Reached: null, Done: > 0 });
    }

    [Fact]
    public void A_picture_comes_out_of_its_address_as_it_went_in()
    {
        var drawn = SignedPicture.Of(SamplePictures.Progress(), DateTimeOffset.UnixEpoch, new byte[32]);

        Assert.Equal(SamplePictures.Progress().ToString(), drawn.Read().ToString());
        Assert.Equal(SamplePictures.Progress().Rows, ((ProgressPicture)drawn.Read()).Rows);
    }

    [Theory]
    [InlineData("en", "Progress on 1 March 2018: 2 of 3 reached. At the anniversary on 15 May 2018: 1. Messaging: Gold. At the anniversary: Silver. "
        + "DevOps: Silver, 40 % on the way to the next level. At the anniversary: not yet. Datacenter: not yet.")]
    [InlineData("zh-TW", "2018年3月1日的進度：3 項中已達成 2 項。到 2018年5月15日（週年日）預計為 1 項。訊息：金級。到週年日：銀級。"
        + "DevOps：銀級，距下一個等級已完成 40%。到週年日：尚未達成。資料中心：尚未達成。")]
    public void The_words_of_a_progress_picture_say_all_it_shows(string language, string words)
    {
        using var _ = Language.Use(language);
        var picture = new ProgressPicture("docs-2017-12", SamplePictures.Today, SamplePictures.Anniversary,
        [
            new("messaging", Level.Gold, Level.Silver, 0), new("devops", Level.Silver, null, 40), new("datacenter", null, null, 0),
        ]);

        Assert.Equal(words, PictureWords.Of(picture, EditionSet.Shipped));
    }

    [Theory]
    [InlineData("en", "Progress on 1 March 2018: 1 of 2 reached. Data & AI (Azure): 88 points, Solutions Partner. Security: 40 points, not yet.")]
    [InlineData("zh-TW", "2018年3月1日的進度：2 項中已達成 1 項。資料與 AI (Azure)：88 分，Solutions Partner 稱號。安全性：40 分，尚未達成。")]
    public void The_words_of_designations_say_their_points(string language, string words)
    {
        using var _ = Language.Use(language);
        var picture = new ProgressPicture("2026", SamplePictures.Today, null,
            [new("data-ai", Level.SolutionsPartner, Level.SolutionsPartner, 88), new("security", null, null, 40)]);

        Assert.Equal(words, PictureWords.Of(picture, EditionSet.Shipped));
    }

    [Theory]
    [InlineData("en", "Certificates that lapse, and exams that are no longer accepted, by month. March 2018: 2 lapse. May 2018: 1 lapses. September 2018: 12 lapse. "
        + "March 2019: 1 lapses. March 2018: exams accepted for the last time: 2. December 2018: exams accepted for the last time: 1. Anniversary: 15 May 2018.")]
    [InlineData("zh-TW", "各月到期的證照，以及不再採認的測驗。2018年3月：到期 2 張。2018年5月：到期 1 張。2018年9月：到期 12 張。"
        + "2019年3月：到期 1 張。2018年3月：最後一次採認的測驗 2 項。2018年12月：最後一次採認的測驗 1 項。週年日：2018年5月15日。")]
    public void The_words_of_a_timeline_name_each_month(string language, string words)
    {
        using var _ = Language.Use(language);

        Assert.Equal(words, PictureWords.Of(SamplePictures.Timeline, EditionSet.Shipped));
    }

    [Fact]
    public void What_lapsed_already_and_what_lapses_after_a_year_is_not_on_the_timeline()
    {
        var timeline = TimelinePicture.Of(new(2018, 3, 10), null, [new(2018, 3, 9), new(2018, 3, 10), new(2019, 3, 31), new(2019, 4, 1)], [new DateOnly(2017, 12, 31)]);

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], timeline.Lapses);
        Assert.Equal(new int[13], timeline.Ends);
    }

    private static async Task<ProgressPicture> ProgressOfAsync(AppFixture app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var evidence = await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(TestContext.Current.CancellationToken);
        var (followed, today) = (evidence!.Followed[0], DateOnly.FromDateTime(app.Clock.GetUtcNow().DateTime));
        return ProgressPictures.Of(EditionProgress.Of(followed, today), today);
    }
}
