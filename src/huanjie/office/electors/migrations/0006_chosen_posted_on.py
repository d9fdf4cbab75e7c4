from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('electors', '0005_registered'),
    ]

    operations = [
        migrations.AddField(
            model_name='chosen',
            name='posted_on',
            field=models.DateField(null=True),
        ),
    ]
