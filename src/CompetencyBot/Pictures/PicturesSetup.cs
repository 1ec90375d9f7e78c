namespace CompetencyBot.Pictures;

public static class PicturesSetup
{
    public static void AddPictures(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<PictureKey>();
        builder.Services.AddSingleton<PictureLinks>();
        builder.Services.AddSingleton<PictureStudio>();
        builder.Services.AddSingleton<PictureEndpoint>();
    }

    public static void MapPictures(this IEndpointRouteBuilder endpoints) => PictureEndpoint.Map(endpoints);
}
